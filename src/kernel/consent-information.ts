/**
 * What the key person reads aloud to a resident before an oral consent (GDPR art. 7 and 13): each version as it
 * was, for a consent names the one that the resident heard. A version is never edited; a new one is added.
 */
export const consentInformation = {
  '2026-01': `Jeg vil gerne spørge, om vi må tale sammen om din bolig på tværs af dem, der kan hjælpe dig. Jeg fortæller først, hvad det betyder. Du er velkommen til at afbryde og spørge undervejs.

Det er frivilligt. Du bestemmer selv, om du vil sige ja eller nej, og du behøver ikke at give en grund. Siger du nej, får det ingen følger for dit lejemål eller for den hjælp, som du ellers har ret til.

Formålet er at hjælpe dig med at blive boende og få ro om din bolig. Det kaldes Bo Godt og er et samarbejde mellem din boligorganisation, Viborg Kommunes socialafdeling og den boligsociale helhedsplan. Jeg er din nøgleperson, og det er mig, der har ansvaret for dit samtykke.

Du bestemmer, hvem der må få noget at vide. Jeg siger nu navnet på hver organisation, og du siger ja eller nej til hver af dem. Ingen andre får noget at vide på grund af dit samtykke.

Du bestemmer også, hvad de må få at vide: om boligen, om naboklager, om sociale forhold, om helbred og om økonomi. Du siger ja eller nej til hvert emne. Et ja til boligen er ikke et ja til helbred. Du taler kun for dig selv; andre voksne i din husstand bliver spurgt for sig.

Du kan altid trække dit samtykke tilbage, helt eller delvist. Du kan sige det til mig eller til enhver af de andre, som du møder i samarbejdet: mundtligt, i telefonen eller skriftligt. Det gælder fra det øjeblik, vi får det at vide. Derefter kan de andre ikke længere se oplysningerne. Det, som de allerede har set, kan ikke gøres uset, men det står i en log, hvem der har set hvad. Boligorganisationen behandler stadig klager over støj og lignende, for det har den pligt til, også uden dit samtykke.

Dit samtykke gælder højst 12 måneder. Inden da taler vi om, hvorvidt det skal fortsætte. Gør vi ikke det, holder det op med at gælde af sig selv.

Vi skriver ned, at du har sagt ja eller nej, hvornår, til hvem og til hvad. Du skal ikke oplyse dit CPR-nummer, og vi gemmer det ikke.

Du har ret til at se, hvad der står om dig, og hvornår og hvorfor nogen har set det. Du kan få rettet det, der er forkert, og du kan bede om at få oplysninger slettet eller om, at vi begrænser brugen af dem. Spørg mig eller databeskyttelsesrådgiveren i kommunen eller boligorganisationen; jeg giver dig gerne telefonnummeret.

Er du utilfreds med den måde, vi bruger dine oplysninger på, kan du klage til Datatilsynet, telefon 33 19 32 00, www.datatilsynet.dk.

Har du forstået det, jeg har sagt, eller er der noget, jeg skal forklare igen? Må vi tale sammen om din sag på den måde?`,
} as const satisfies Record<string, string>

export const currentConsentInformation = { version: '2026-01', text: consentInformation['2026-01'] } as const
