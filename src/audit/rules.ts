/** So many days is the longest period of a report: thresholds are meant for a month. */
export const longestReport = 31
