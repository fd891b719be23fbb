import { readdirSync, readFileSync } from 'node:fs'

const tickMicroseconds = 10_000

/** The fields of /proc/<pid>/stat after the process's name, so that field 3 of proc(5) is the first. */
const stat = (pid: number): string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

const microsecondsOf = (fields: string[]): number =>
  tickMicroseconds * (Number(fields[11]) + Number(fields[12]))

/** Microseconds of CPU that a process has used. */
export const cpuOf = (pid: number): number => microsecondsOf(stat(pid))

/** What a process's children have used; one that ends meanwhile counts as ended next time. */
const cpuOfChildren = (parent: number): number =>
  sum(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => {
        try {
          const fields = stat(Number(name))
          return fields[1] === String(parent) ? microsecondsOf(fields) : 0
        } catch {
          return 0
        }
      }),
  )

/** Microseconds of CPU of a PostgreSQL server: its own, its processes', and those that have ended. */
export const cpuOfPostgres = (postmaster: number): number => {
  const fields = stat(postmaster)
  const ended = tickMicroseconds * (Number(fields[13]) + Number(fields[14]))
  return microsecondsOf(fields) + ended + cpuOfChildren(postmaster)
}

/** Megabytes of memory that a process holds. */
export const memoryOf = (pid: number): number => {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
