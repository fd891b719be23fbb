/** An answer on its way to a caller, of which nobody makes objects in between. */
export abstract class Written {
  abstract readonly id: string
  /** JSON of what the schema names, and of nothing else. */
  abstract textAs(schema: object): string
}
