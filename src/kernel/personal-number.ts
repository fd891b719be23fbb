/**
 * A Danish personal number (CPR): ten digits whose first six are a date, with or without separators.
 * Day 61 to 91 are replacement numbers. Modulus 11 is not asked: valid numbers fail it too.
 * A leading `+` or digit makes it a phone number or a longer number; so does a foreign country code before it.
 */
const day = '(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])'
const month = '(?:0[1-9]|1[0-2])'
const separator = '[\\s.\\-\\u2010-\\u2015]'
/** A Danish phone number has eight digits, so ten of them after +45 are not one. */
const foreign = `(?<!\\+(?!45)\\d{1,3}${separator})`
const pattern = new RegExp(
  `(?<![\\d+])${foreign}${day}${separator}?${month}${separator}?\\d{2}${separator}{0,3}\\d{4}(?!\\d)`,
  'u',
)

/** Whether a text holds something that looks like a CPR number, in full-width digits too. */
export const holdsPersonalNumber = (text: string): boolean => pattern.test(text.normalize('NFKC'))
