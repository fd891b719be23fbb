type Changed<T, C> = { [K in keyof T]: K extends keyof C ? T[K] | Exclude<C[K], undefined> : T[K] }

/** What a PATCH leaves behind: a field left out keeps its value, `null` clears it. */
export const merge = <T extends object, C extends object>(current: T, changes: C): Changed<T, C> => {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...current, ...Object.fromEntries(given) } as Changed<T, C>
}
