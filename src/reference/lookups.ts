/** x */
export const informationTextVersions: readonly string[] = ['2026-01']
