import type { Code } from '../src/kernel/codes.ts'

/** Invented people and happenings; any likeness to real ones is chance. */
export const firstNames = [
  'Mette',
  'Søren',
  'Aisha',
  'Jens',
  'Kirsten',
  'Åse',
  'Mohammed',
  'Lærke',
  'Bjørn',
  'Ingrid',
  'Fatima',
  'Poul',
  'Gøran',
  'Hanne',
  'Yusuf',
  'Signe',
  'Ærø',
  'Torben',
  'Amina',
  'Ole',
  'Birgit',
  'Kasper',
  'Zeynep',
  'Villads',
]
export const lastNames = [
  'Holm',
  'Bæk',
  'Sørensen',
  'Østergaard',
  'Ågård',
  'Kjær',
  'Nørgaard',
  'Hassan',
  'Lund',
  'Møller',
  'Dahl',
  'Yilmaz',
  'Thygesen',
  'Krogh',
  'Bøgh',
  'Skov',
  'Ravn',
  'Friis',
  'Gammelgaard',
  'Ali',
]

interface Happening {
  description: string
  summary: string
}

export const happenings: Record<Code<'naboklageCategory'>, Happening> = {
  violence_or_threats: {
    description: 'Der blev råbt trusler gennem døren, og der blev sparket til den flere gange.',
    summary: 'Trusler ved hoveddøren om aftenen.',
  },
  danger: {
    description: 'Der blev set en kniv på trappen under et skænderi.',
    summary: 'Farlig genstand set på trappen.',
  },
  drugs: {
    description: 'Stærk lugt af hash i opgangen, og mange fremmede, der kommer og går om natten.',
    summary: 'Lugt og trafik i opgangen om natten.',
  },
  harassment: {
    description: 'Nedladende tilråb, hver gang jeg går forbi, og beskeder i postkassen.',
    summary: 'Gentagne tilråb på fællesarealet.',
  },
  noise: {
    description: 'Høj musik og råb fra klokken 23 til 3, flere nætter i træk.',
    summary: 'Støj om natten, flere gange samme uge.',
  },
  damage: {
    description: 'Ruden i kælderdøren blev slået ind, og postkasserne er bøjet.',
    summary: 'Hærværk på dør og postkasser.',
  },
  neglect: {
    description: 'Affald og sække hober sig op på altanen, og der kommer skadedyr.',
    summary: 'Altanen er fyldt med affald.',
  },
  pets: {
    description: 'Hunden gøer hele dagen, når ingen er hjemme, og den luftes ikke.',
    summary: 'En hund, der gøer i dagtimerne.',
  },
  smoke: {
    description: 'Røg trænger ind gennem ventilationen hver aften.',
    summary: 'Røg gennem ventilationen.',
  },
  waste: {
    description: 'Der stilles affald foran containeren i stedet for i den.',
    summary: 'Affald uden for containeren.',
  },
  other: {
    description: 'Parkering foran indgangen, så en kørestol ikke kan komme forbi.',
    summary: 'Spærret indgang.',
  },
}

export const problems: Record<Code<'caseTheme'>, string> = {
  neighbour_relations: 'Konflikt med opgangen om støj; begge sider ønsker hjælp til at tale sammen.',
  tenancy_at_risk: 'Restancer og gentagne klager; lejemålet er i fare.',
  neglect: 'Boligen er vanrøgtet, og der er brug for hjælp til at komme i gang.',
  loneliness: 'Beboeren har trukket sig helt tilbage efter et dødsfald.',
  economy: 'Budgettet hænger ikke sammen, og huslejen betales for sent.',
  other: 'Flere mindre problemer, der samlet gør det svært at bo godt.',
}

export const notes: Record<Code<'dataCategory'>, readonly string[]> = {
  housing: ['Besøg i boligen. Aftalt oprydning i to trin.', 'Gennemgang af husordenen med beboeren.'],
  complaints: [
    'Talt om klagerne og hvad naboerne oplever.',
    'Aftalt ro efter klokken 22 og en kontakt i opgangen.',
  ],
  social: [
    'Beboeren vil gerne med i fællesspisning om torsdagen.',
    'Talt om netværk og hvem der kan hjælpe.',
  ],
  health: ['Beboeren fortæller om dårlig søvn og ønsker følge til lægen.'],
  economy: ['Budget lagt sammen med beboeren; afdragsordning foreslået.', 'Søgt om boligstøtte.'],
}
