import type { map as english } from '../en/map.ts';

export const map: Readonly<Record<keyof typeof english, string>> = {
  'map.label': 'Kaart van de haven',
  'map.zoomIn': 'Inzoomen',
  'map.zoomOut': 'Uitzoomen',
  'map.fit': 'Hele haven (F)',
  'map.noWebgl':
    'De kaart heeft WebGL 2 nodig, en deze browser biedt dat niet. De meldingen en het zoeken werken ook zonder.',
  'map.filter': 'Alleen op de kaart: {states}',
  'map.filterOff': 'Toon alles',
  'map.approximate': 'Vormen bij benadering. Niet voor navigatie.',
  'empty.title': 'Nog geen schepen gehoord',
  'empty.body':
    'Laat een AIS-ontvanger naar deze server sturen: NMEA over TCP of UDP naar het adres in HW_NMEA_TCP (standaard 127.0.0.1:10110), of laat de server het ophalen met HW_SOURCES.',
  'empty.try': 'Proberen met een opgenomen log:',
  'legend.title': 'Symbolen',
  'legend.underWay': 'Varend',
  'legend.still': 'Stil',
  'legend.cones': 'Blauwe kegels: 1, 2, 3',
  'legend.bFlag': 'B-vlag',
  'legend.danger': 'Ander bewijs van gevaarlijke goederen',
  'legend.vector': 'Waar het over 3 minuten is',
  'legend.fade': 'Vervaagd: signaal laat, daarna verloren',
  'legend.barge': 'Binnenschip',
  'legend.ship': 'Zeeschip',
  'legend.classB': 'Klein vaartuig',
  'legend.aid': 'Vaarwegmarkering',
  'legend.station': 'Basisstation',
  'legend.distress': 'Noodzender',
  'legend.guarded': 'Zone met regels',
  'legend.terminal': 'Terminal',
};
