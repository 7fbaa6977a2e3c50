import { act, ask, type CheckList } from './check-list.ts';

export const spill: CheckList = {
  kind: 'spill',
  questions: [
    ask(
      'where',
      'Where exactly, seen by whom and at what time (UTC)?',
      'Waar precies, door wie en hoe laat (UTC) gezien?',
    ),
    ask(
      'size',
      'How long and how wide? Colour: sheen, rainbow, brown, black?',
      'Hoe lang en hoe breed? Kleur: glans, regenboog, bruin, zwart?',
    ),
    ask(
      'substance',
      'What is it: fuel, cargo, lubricant, vegetable oil, unknown?',
      'Wat is het: brandstof, lading, smeerolie, plantaardige olie, onbekend?',
    ),
    ask('running', 'Does it still flow, and from where?', 'Stroomt het nog, en waaruit?'),
    ask(
      'weather',
      'Wind and current at the place, and the next turn of the tide?',
      'Wind en stroom ter plaatse, en de volgende kentering?',
    ),
  ],
  steps: [
    act(
      'record',
      2,
      'Note time, place and extent; ask for a photograph',
      'Noteer tijd, plaats en omvang; vraag een foto',
    ),
    act(
      'stop-source',
      5,
      'Have a known source stopped: pumps, valves, transfer',
      'Laat een bekende bron stoppen: pompen, afsluiters, overslag',
    ),
    act(
      'exposed',
      5,
      'Warn vessels in and before the slick: engine intakes, ignition, persons',
      'Waarschuw schepen in en voor de vlek: motorinlaten, ontsteking, personen',
    ),
    act(
      'traffic',
      10,
      'Exclusion zone; hold traffic, locks and bridges where needed',
      'Verboden zone; houd verkeer, sluizen en bruggen waar nodig tegen',
    ),
    act(
      'responders',
      10,
      'Call out anti-pollution craft, tugs and police',
      'Roep bestrijdingsvaartuigen, slepers en politie op',
    ),
    act(
      'boom',
      30,
      'Boom off the lee quay, dock mouths and water intakes',
      'Scherm de lage wal, dokmonden en waterinlaten af',
    ),
    act(
      'suspects',
      30,
      'Go through the suspects; ask for samples from the first ones',
      'Overloop de verdachten; vraag monsters van de eersten',
    ),
    act(
      'evidence',
      45,
      'Sample the slick; freeze the tracks and raw messages of the period',
      'Bemonster de vlek; leg sporen en ruwe berichten van de periode vast',
    ),
    act(
      'notices',
      45,
      'Notices to skippers, VHF broadcast; draft the AIS area notice',
      'Scheepvaartberichten, VHF-uitzending; ontwerp het AIS-gebiedsbericht',
    ),
    act(
      'close',
      null,
      'Cancel zone and notices when the water is clean',
      'Hef zone en berichten op als het water schoon is',
    ),
  ],
};

export const chemicalRelease: CheckList = {
  kind: 'chemical-release',
  questions: [
    ask(
      'substance',
      'Which substance (UN number), gas, liquid or solid?',
      'Welke stof (UN-nummer), gas, vloeistof of vaste stof?',
    ),
    ask(
      'where',
      'From which vessel or installation, and since when?',
      'Uit welk schip of welke installatie, en sinds wanneer?',
    ),
    ask(
      'cloud',
      'Is there a cloud or smell, and where does it go?',
      'Is er een wolk of geur, en waar gaat die heen?',
    ),
    ask(
      'persons',
      'Who is hurt or exposed, how many are on board?',
      'Wie is gewond of blootgesteld, hoeveel opvarenden?',
    ),
    ask('running', 'Has the release been stopped?', 'Is de lozing gestopt?'),
  ],
  steps: [
    act(
      'fire-brigade',
      2,
      'Alarm fire brigade and the adviser on dangerous goods',
      'Alarmeer brandweer en adviseur gevaarlijke stoffen',
    ),
    act(
      'upwind',
      3,
      'Keep everybody upwind; shut ventilation downwind',
      'Houd iedereen bovenwinds; ventilatie benedenwinds sluiten',
    ),
    act(
      'cargo',
      5,
      'Read declared cargo of the vessel and of those within 300 m',
      'Lees de aangegeven lading van het schip en van die binnen 300 m',
    ),
    act('passengers', 5, 'Move passenger vessels first', 'Verhaal eerst passagiersschepen'),
    act(
      'zone',
      10,
      'Exclusion zone over the downwind sector; stop traffic and locks',
      'Verboden zone over de sector benedenwinds; stop verkeer en sluizen',
    ),
    act('ignition', 10, 'No ignition, no transfer in the zone', 'Geen ontsteking, geen overslag in de zone'),
    act(
      'water',
      30,
      'Does it float, sink or dissolve: boom, intakes, samples',
      'Drijft, zinkt of lost het op: scherm, inlaten, monsters',
    ),
    act(
      'public',
      30,
      'Agree the warning of the public with the authority',
      'Stem de waarschuwing van de bevolking af met de overheid',
    ),
    act('close', null, 'Measure before the zone is lifted', 'Meet voor de zone wordt opgeheven'),
  ],
};
