/**
 * The text that is read to a resident before an oral consent (GDPR art. 7 and 13). A new text is a new version, and
 * old ones stay valid.
 */
export const consentInformation = {
  version: '2026-01',
  text: [
    'Vi vil gerne samarbejde om at hjælpe dig med at blive boende og få det godt i din bolig. Det kræver, at vi må tale',
    'sammen om dig på tværs, og det må vi kun, hvis du siger ja.',
    'Det er frivilligt. Du kan sige nej, og et nej får ingen betydning for den hjælp, du ellers har ret til.',
    'Du bestemmer, hvem der må få noget at vide: boligselskabets drift, kommunens socialafdeling og den boligsociale',
    'helhedsplan. Du bestemmer også, hvad det må handle om: boligforhold, naboklager, sociale forhold, helbred og økonomi.',
    'Et ja til at tale om boligen er ikke et ja til at tale om helbred. Bor du sammen med andre, gælder dit ja kun dig selv.',
    'Oplysningerne bruges kun til at hjælpe dig i den sag, vi taler om. Vi noterer, at du har sagt ja, hvornår og til hvad.',
    'Du kan altid trække dit ja tilbage, helt eller delvist, og du kan sige det til hvem som helst af os. Det gælder fra det',
    'øjeblik, vi får det at vide. Det, der allerede er delt, kan vi ikke gøre udelt, men vi deler ikke mere. Naboklager',
    'behandler boligselskabet fortsat, fordi det har pligt til det.',
    'Senest om et år spørger vi dig igen. Din nøgleperson kan fortælle, hvem der har set dine oplysninger, og du har ret til',
    'at få indsigt i dem og til at få fejl rettet. Du kan klage til Datatilsynet.',
    'Har du forstået det, og siger du ja?',
  ].join(' '),
} as const

/** Every text that a consent may name, also those that are no longer read: a resident is told what was said then. */
export const informationTexts: readonly { version: string; text: string }[] = [consentInformation]

export const informationTextVersions: readonly string[] = informationTexts.map(({ version }) => version)
