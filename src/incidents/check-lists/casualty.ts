import { act, ask, type CheckList } from './check-list.ts';

export const fire: CheckList = {
  kind: 'fire',
  questions: [
    ask(
      'where',
      'Which vessel or quay, which space burns?',
      'Welk schip of welke kade, welke ruimte brandt?',
    ),
    ask(
      'persons',
      'How many persons on board, is anybody missing or hurt?',
      'Hoeveel opvarenden, is er iemand vermist of gewond?',
    ),
    ask(
      'cargo',
      'What cargo, which dangerous goods, how many cones?',
      'Welke lading, welke gevaarlijke stoffen, hoeveel kegels?',
    ),
    ask(
      'own-means',
      'What does the crew do, are fixed means released?',
      'Wat doet de bemanning, zijn vaste blusmiddelen gebruikt?',
    ),
  ],
  steps: [
    act('fire-brigade', 2, 'Alarm fire brigade and fire-fighting tugs', 'Alarmeer brandweer en blusboten'),
    act(
      'persons',
      3,
      'Account for all persons; have the vessel cleared where needed',
      'Tel alle personen; laat zo nodig ontruimen',
    ),
    act(
      'neighbours',
      5,
      'Move or cool vessels within 300 m, those with cones and passengers first',
      'Verhaal of koel schepen binnen 300 m, eerst die met kegels en passagiers',
    ),
    act('transfer', 5, 'Stop transfer at the berth and beside it', 'Stop overslag aan en naast de ligplaats'),
    act(
      'zone',
      10,
      'Exclusion zone; hold traffic in the smoke',
      'Verboden zone; houd verkeer in de rook tegen',
    ),
    act(
      'stability',
      20,
      'Watch stability: fire water must get out',
      'Let op de stabiliteit: bluswater moet eruit',
    ),
    act('water', 30, 'Boom for oil and fire water', 'Scherm voor olie en bluswater'),
    act('watch', null, 'Fire watch after it is out', 'Brandwacht na de blussing'),
  ],
};

export const collision: CheckList = {
  kind: 'collision',
  questions: [
    ask(
      'who',
      'Which vessels, or which structure was struck?',
      'Welke schepen, of welk kunstwerk is geraakt?',
    ),
    ask('persons', 'Is anybody hurt or in the water?', 'Is er iemand gewond of te water?'),
    ask('damage', 'Do they make water, is a tank open?', 'Maken ze water, is er een tank open?'),
    ask('cargo', 'What cargo, how many cones?', 'Welke lading, hoeveel kegels?'),
  ],
  steps: [
    act('persons', 2, 'Search and rescue for persons first', 'Eerst opsporing en redding van personen'),
    act('traffic', 5, 'Stop or slow traffic around them', 'Stop of vertraag het verkeer rondom'),
    act(
      'hold',
      5,
      'Do not part them before leaks are known',
      'Niet van elkaar halen voor lekken bekend zijn',
    ),
    act('tugs', 10, 'Tugs to keep them out of the fairway', 'Slepers om ze uit de vaargeul te houden'),
    act(
      'pollution',
      15,
      'Look for oil; open a spill where there is any',
      'Kijk naar olie; open een lozing als die er is',
    ),
    act(
      'structure',
      20,
      'Have a struck bridge, lock or quay inspected',
      'Laat een geraakte brug, sluis of kade keuren',
    ),
    act(
      'evidence',
      30,
      'Freeze tracks and radio; names of masters and pilots',
      'Leg sporen en radio vast; namen van schippers en loodsen',
    ),
    act('sailing', null, 'Permission to sail after inspection only', 'Vertrek pas na inspectie'),
  ],
};

export const grounding: CheckList = {
  kind: 'grounding',
  questions: [
    ask('where', 'Where, on what ground, with what speed?', 'Waar, op welke grond, met welke snelheid?'),
    ask(
      'tide',
      'How is the tide, and when is the next high water?',
      'Hoe is het tij, en wanneer is het volgende hoogwater?',
    ),
    ask('water', 'Does it make water, is a tank open?', 'Maakt het water, is er een tank open?'),
    ask('cargo', 'Draught, cargo, cones, persons on board?', 'Diepgang, lading, kegels, opvarenden?'),
  ],
  steps: [
    act(
      'traffic',
      5,
      'Warn traffic; slow passing vessels down',
      'Waarschuw verkeer; laat passanten vertragen',
    ),
    act('soundings', 10, 'Soundings of tanks and around the hull', 'Peilingen van tanks en rondom de romp'),
    act(
      'tugs',
      10,
      'Tugs to hold it until the tide serves',
      'Slepers om het vast te houden tot het tij meewerkt',
    ),
    act(
      'plan',
      30,
      'Agree how it comes off, and in how much water',
      'Spreek af hoe het vlot komt, en bij welk water',
    ),
    act('boom', 30, 'Boom and anti-pollution craft at hand', 'Scherm en bestrijdingsvaartuig paraat'),
    act('fairway', null, 'Survey the fairway when it is off', 'Peil de vaargeul als het vlot is'),
  ],
};

export const personOverboard: CheckList = {
  kind: 'person-overboard',
  questions: [
    ask('where', 'Where and when last seen, by whom?', 'Waar en wanneer laatst gezien, door wie?'),
    ask(
      'who',
      'How many, clothing, life jacket, light, beacon?',
      'Hoeveel, kleding, reddingsvest, licht, baken?',
    ),
    ask('water', 'Water temperature, current, tide?', 'Watertemperatuur, stroom, tij?'),
  ],
  steps: [
    act('alarm', 1, 'Alarm rescue services; mark the place', 'Alarmeer de hulpdiensten; markeer de plaats'),
    act(
      'near',
      2,
      'Ask the nearest vessels to look out and stop propellers',
      'Vraag de dichtste schepen uit te kijken en schroeven te stoppen',
    ),
    act('traffic', 3, 'Stop traffic in the search area', 'Stop het verkeer in het zoekgebied'),
    act(
      'drift',
      5,
      'Search area from current and time; the drift of oil is not that of a person',
      'Zoekgebied uit stroom en tijd; olie drijft anders dan een mens',
    ),
    act('air', 10, 'Helicopter, drones with infrared', 'Helikopter, drones met infrarood'),
    act(
      'landing',
      15,
      'Agree where ambulance and boats meet',
      'Spreek af waar ambulance en boten elkaar treffen',
    ),
    act(
      'end',
      null,
      'Only the rescue authority ends the search',
      'Alleen de reddingsdienst beëindigt de zoektocht',
    ),
  ],
};

export const security: CheckList = {
  kind: 'security',
  questions: [
    ask(
      'what',
      'What was seen or threatened, by whom, when?',
      'Wat is gezien of gedreigd, door wie, wanneer?',
    ),
    ask(
      'where',
      'Which vessel, berth or facility; which ISPS level?',
      'Welk schip, welke ligplaats of installatie; welk ISPS-niveau?',
    ),
    ask('persons', 'Are persons in danger now?', 'Zijn er nu personen in gevaar?'),
  ],
  steps: [
    act(
      'police',
      2,
      'Tell water police and the port security officer',
      'Meld aan waterpolitie en havenbeveiliging',
    ),
    act('need-to-know', 3, 'Limit who sees this incident', 'Beperk wie dit incident ziet'),
    act('no-radio', 3, 'Nothing about it on open radio', 'Niets hierover op open radio'),
    act(
      'hazardous',
      10,
      'Warn terminals with dangerous goods nearby',
      'Waarschuw nabije terminals met gevaarlijke stoffen',
    ),
    act(
      'track',
      10,
      'Follow the vessel; freeze its tracks and messages',
      'Volg het schip; leg sporen en berichten vast',
    ),
    act(
      'zone',
      15,
      'Exclusion zone and hold traffic when police ask for it',
      'Verboden zone en verkeer tegenhouden op vraag van de politie',
    ),
    act(
      'level',
      null,
      'Return to the normal level in agreement with the authority',
      'Terug naar normaal niveau in overleg met de overheid',
    ),
  ],
};
