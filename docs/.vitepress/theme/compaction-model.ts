// A store whose memtables have a few entries, as CompactionFigure.vue shows it: which tables there are, which of them the
// strategy would merge next, and what that costs. Keys are numbers, so that a table is a stretch of a line.

export const STRATEGIES = { leveled: 'leveled', tiered: 'size-tiered', never: 'never' }
export type Strategy = keyof typeof STRATEGIES

export const KEYS = 48
export const LEVELS = 4
const FLUSH_ENTRIES = 6
const TABLE_ENTRIES = 6
const LEVEL0_TRIGGER = 4
const LEVEL1_ENTRIES = 12
const RATIO = 2
const RUNS_MAX = 4

export interface Entry {
  key: number
  number: number
  isDelete: boolean
}

export interface Table {
  number: number
  entries: Entry[]
}

interface Plan {
  level: number
  upper: Table[]
  lower: Table[]
  output: number
  why: string
}

export class CompactionModel {
  story = ''
  flushed = 0
  written = 0
  asked: number[] = []
  readonly levels: Table[][] = Array.from({ length: LEVELS }, () => [])
  private readonly pointers: number[] = Array.from({ length: LEVELS }, () => -1)
  private sequence = 0
  private fileNumber = 1
  private chance = 7

  constructor(private readonly strategy: Strategy) {}

  flush(): void {
    this.asked = []
    const keys = new Set<number>()
    while (keys.size < FLUSH_ENTRIES) keys.add(this.draw(KEYS))
    const entries = [...keys].sort((a, b) => a - b).map((key) => ({ key, number: ++this.sequence, isDelete: this.draw(6) === 0 }))
    this.levels[0].unshift({ number: this.fileNumber++, entries })
    this.flushed += entries.length
    this.written += entries.length
    this.story = `Table ${this.fileNumber - 1} is flushed: ${entries.length} entries of level 0, the newest.`
  }

  // What is merged next, if anything is due. It looks at the tables and changes nothing.
  plan(): Plan | undefined {
    switch (this.strategy) {
      case 'leveled':
        return this.leveled()
      case 'tiered':
        return this.tiered()
      case 'never':
        return undefined
    }
  }

  merge(): void {
    const plan = this.plan()
    if (!plan) return
    this.asked = []
    const inputs = [...plan.upper, ...plan.lower]
    if (this.strategy === 'leveled' && plan.level > 0) this.pointers[plan.level] = last(plan.upper[plan.upper.length - 1])
    if (this.strategy === 'leveled' && inputs.length === 1) {
      this.replace(inputs, plan.output, inputs)
      this.story = `${plan.why} Nothing overlaps with table ${inputs[0].number}: it is not even read, only its level changes.`
      return
    }
    const before = inputs.reduce((sum, table) => sum + table.entries.length, 0)
    const kept = this.kept(inputs, plan.output)
    const tables: Table[] = []
    const length = this.strategy === 'tiered' ? Math.max(1, kept.length) : TABLE_ENTRIES
    for (let at = 0; at < kept.length; at += length) tables.push({ number: this.fileNumber++, entries: kept.slice(at, at + length) })
    this.replace(inputs, plan.output, tables)
    this.written += kept.length
    this.story = `${plan.why} ${inputs.length} tables with ${before} entries became ${tables.length} with ${kept.length}.`
  }

  // Asks for a key as a get does, and marks the tables that are asked.
  get(key: number): void {
    this.asked = []
    for (const [level, tables] of this.levels.entries()) {
      for (const table of tables) {
        if (first(table) > key || last(table) < key) continue
        this.asked.push(table.number)
        const entry = table.entries.find((each) => each.key === key)
        if (entry) {
          this.story = `Key ${key}: ${entry.isDelete ? 'deleted' : 'found'}, in level ${level}. ${count(this.asked.length, 'table was', 'tables were')} asked.`
          return
        }
      }
    }
    this.story = `Key ${key} is nowhere. ${count(this.asked.length, 'table was', 'tables were')} asked, each in vain: that is what filters are for.`
  }

  stored(): number {
    return this.levels.flat().reduce((sum, table) => sum + table.entries.length, 0)
  }

  live(): number {
    const newest = new Map<number, Entry>()
    for (const entry of this.levels.flat().flatMap((table) => table.entries)) {
      const known = newest.get(entry.key)
      if (!known || known.number < entry.number) newest.set(entry.key, entry)
    }
    return [...newest.values()].filter((entry) => !entry.isDelete).length
  }

  // Sorted runs: each may be asked by one get.
  runs(): number {
    return this.levels[0].length + this.levels.slice(1).filter((tables) => tables.length > 0).length
  }

  private leveled(): Plan | undefined {
    const scores = this.levels.slice(0, -1).map((tables, level) => (level === 0 ? tables.length / LEVEL0_TRIGGER : entriesOf(tables) / (LEVEL1_ENTRIES * RATIO ** (level - 1))))
    const level = scores.indexOf(Math.max(...scores))
    if (scores[level] < 1) return undefined
    const tables = this.levels[level]
    const chosen = level === 0 ? tables[tables.length - 1] : (tables.find((table) => last(table) > this.pointers[level]) ?? tables[0])
    let upper = [chosen]
    for (let wider = overlapping(tables, upper); wider.length > upper.length; wider = overlapping(tables, upper)) upper = wider
    const lower = overlapping(this.levels[level + 1], upper)
    const why = level === 0 ? `Level 0 has ${tables.length} tables of ${LEVEL0_TRIGGER}.` : `Level ${level} has ${entriesOf(tables)} entries of ${LEVEL1_ENTRIES * RATIO ** (level - 1)}.`
    return { level, upper, lower, output: level + 1, why }
  }

  private tiered(): Plan | undefined {
    const runs = [...this.levels[0].map((table) => [table]), ...this.levels.slice(1).filter((tables) => tables.length > 0)]
    if (runs.length <= RUNS_MAX) return undefined
    let merged = Math.max(this.levels[0].length, runs.length - RUNS_MAX + 1)
    while (merged < runs.length && (entriesOf(runs[merged]) <= entriesOf(runs.slice(0, merged).flat()) || this.levels[1] === runs[merged])) merged++
    const output = merged === runs.length ? LEVELS - 1 : this.levels.indexOf(runs[merged]) - 1
    const upper = runs.slice(0, merged).flat()
    return { level: 0, upper, lower: [], output, why: `There are ${runs.length} runs, and at most ${RUNS_MAX} may be.` }
  }

  // The newest entry of each key; a tombstone only where something older may hide below.
  private kept(inputs: Table[], output: number): Entry[] {
    const newest = new Map<number, Entry>()
    for (const entry of inputs.flatMap((table) => table.entries)) {
      const known = newest.get(entry.key)
      if (!known || known.number < entry.number) newest.set(entry.key, entry)
    }
    const older = this.levels.slice(output).flat().filter((table) => !inputs.includes(table))
    const hidden = (key: number) => older.some((table) => first(table) <= key && key <= last(table))
    return [...newest.values()].filter((entry) => !entry.isDelete || hidden(entry.key)).sort((a, b) => a.key - b.key)
  }

  private replace(inputs: Table[], output: number, tables: Table[]): void {
    for (const level of this.levels.keys()) this.levels[level] = this.levels[level].filter((table) => !inputs.includes(table))
    this.levels[output] = [...this.levels[output], ...tables].sort((a, b) => first(a) - first(b))
  }

  private draw(bound: number): number {
    this.chance = (Math.imul(this.chance, 1103515245) + 12345) & 0x7fffffff
    return (this.chance >>> 8) % bound
  }
}

export function first(table: Table): number {
  return table.entries[0].key
}

export function last(table: Table): number {
  return table.entries[table.entries.length - 1].key
}

function entriesOf(tables: Table[]): number {
  return tables.reduce((sum, table) => sum + table.entries.length, 0)
}

function overlapping(tables: Table[], chosen: Table[]): Table[] {
  if (chosen.length === 0) return []
  const from = Math.min(...chosen.map(first))
  const to = Math.max(...chosen.map(last))
  return tables.filter((table) => first(table) <= to && last(table) >= from)
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
