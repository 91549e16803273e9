// A store of tiny memtables, as LsmFigure.vue shows it: what is in memory, what is on disk, and what a power cut takes,
// which is always the worst: everything that was not made durable.

export const ORDERS = {
  right: 'as it must be',
  editBeforeName: 'edit before sync of the name',
  editBeforeBytes: 'edit before sync of the table',
  logBeforeEdit: 'log dropped before the edit',
}
export type Order = keyof typeof ORDERS

export interface Entry {
  key: string
  number: number
  // No value: a tombstone.
  value?: string
  text: string
}

const MEMTABLE_ENTRIES = 8

interface LogFile {
  number: number
  entries: Entry[]
}

interface TableFile {
  number: number
  entries: Entry[]
  isSynced: boolean
  isNamed: boolean
  isCounted: boolean
}

export interface Shown {
  name: string
  entries: Entry[]
  note?: string
  mark?: 'asked' | 'answered' | 'volatile'
}

type Step = 'freeze' | 'write table' | 'sync table' | 'sync name' | 'commit edit' | 'drop log'

const STEPS: Record<Order, Step[]> = {
  right: ['freeze', 'write table', 'sync table', 'sync name', 'commit edit', 'drop log'],
  editBeforeName: ['freeze', 'write table', 'sync table', 'commit edit', 'drop log', 'sync name'],
  editBeforeBytes: ['freeze', 'write table', 'sync name', 'commit edit', 'drop log', 'sync table'],
  logBeforeEdit: ['freeze', 'write table', 'sync table', 'sync name', 'drop log', 'commit edit'],
}

const STORIES: Record<Step, string> = {
  freeze: 'A new log segment is begun, and an empty memtable takes what is written next. The full one only waits.',
  'write table': 'The entries are in a file, in order of their keys. Nothing of it is durable.',
  'sync table': 'The bytes of the table are durable.',
  'sync name': 'The directory was synced: the name of the table is durable.',
  'commit edit': 'The manifest says that the table is part of the store, and that the old log is not needed. Readers find the rows in the table now.',
  'drop log': 'The old log is gone.',
}

export class FlushModel {
  story = ''
  broken = false
  isOpen = true
  private readonly steps: Step[]
  private at = 0
  private sequence = 0
  private fileNumber = 2
  private active: Entry[] = []
  private frozen: Entry[] | undefined
  private logs: LogFile[] = [{ number: 1, entries: [] }]
  private tables: TableFile[] = []
  private neededLog = 1
  private asked: string[] = []
  private answered = ''

  constructor(order: Order) {
    this.steps = STEPS[order]
  }

  put(key: string): void {
    if (this.isFull()) return
    const values = ['red', 'grey', 'brown', 'blue', 'black', 'white']
    this.add(key, values[this.sequence % values.length])
    this.story = `${key} is in the log, durably, and then in the memtable, with number ${this.sequence}.`
  }

  delete(key: string): void {
    if (this.isFull()) return
    this.add(key)
    this.story = `A tombstone of ${key}, with number ${this.sequence}: whatever older tables say of ${key}, it is deleted.`
  }

  get(key: string): void {
    this.forgetQuestion()
    for (const layer of this.layers()) {
      this.asked.push(layer.name)
      const known = newest(layer.entries, key)
      if (known) {
        this.answered = layer.name
        this.story = `${layer.name} knows ${key}: ${known.value ?? 'deleted'}. ${this.asked.length === 1 ? 'No other layer is asked.' : `${this.asked.length} layers were asked.`}`
        return
      }
    }
    this.story = `Nobody knows ${key}: ${this.asked.length === 1 ? 'one layer was' : `all ${this.asked.length} layers were`} asked.`
  }

  nextStep(): Step | undefined {
    if (!this.isOpen || (this.at === 0 && this.active.length === 0)) return undefined
    return this.steps[this.at]
  }

  step(): void {
    const step = this.nextStep()
    if (!step) return
    this.forgetQuestion()
    this.take(step)
    this.story = STORIES[step]
    this.at = (this.at + 1) % this.steps.length
  }

  // What is not durable is lost; then the store is opened.
  cutPower(): void {
    this.forgetQuestion()
    const before = this.rows()
    this.tables = this.tables.filter((table) => table.isNamed || table.isCounted)
    const missing = this.tables.find((table) => table.isCounted && !(table.isNamed && table.isSynced))
    if (missing) {
      const what = missing.isNamed ? 'whose bytes are lost' : 'whose name is lost'
      this.fail(`The store does not open: the manifest names ${tableName(missing)}, ${what}.`)
      return
    }
    if (!this.logs.some((log) => log.number === this.neededLog)) {
      this.fail(`The store does not open: the manifest goes on from ${logName({ number: this.neededLog })}, which is gone, and with it the rows that no table has.`)
      return
    }
    const orphans = this.tables.filter((table) => !table.isCounted).length + this.logs.filter((log) => log.number < this.neededLog).length
    this.reopen()
    const after = this.rows()
    const lost = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key))
    if (lost.length > 0) {
      this.fail(`The store opens, and what was acknowledged of ${lost.sort().join(', ')} is lost.`)
      return
    }
    const removed = orphans === 0 ? '' : orphans === 1 ? ' One orphan was removed.' : ` ${orphans} orphans were removed.`
    this.story = `The store opens again, and every row is there.${removed}`
  }

  memory(): Shown[] {
    const layers = [{ name: 'active', entries: sorted(this.active) }]
    if (this.frozen) layers.push({ name: 'frozen', entries: sorted(this.frozen) })
    return layers.map((layer) => ({ ...layer, mark: this.mark(layer.name) }))
  }

  files(): Shown[] {
    const logs = this.logs.map((log) => ({ name: logName(log), entries: log.entries, note: log.number < this.neededLog ? 'nobody needs it' : log.entries.length === 0 ? 'empty' : '' }))
    const tables = [...this.tables].reverse().map((table) => {
      const name = tableName(table)
      const open = [table.isSynced ? '' : 'bytes', table.isNamed ? '' : 'name'].filter(Boolean).join(' and ')
      return {
        name,
        entries: sorted(table.entries),
        note: open ? `not durable: ${open}` : table.isCounted ? '' : 'an orphan, so far',
        mark: open ? ('volatile' as const) : this.mark(name),
      }
    })
    const counted = this.tables.filter((table) => table.isCounted)
    const manifest = `log ${this.neededLog}; level 0: ${counted.length === 0 ? 'no tables' : counted.map((table) => table.number).reverse().join(', ')}`
    return [...logs, ...tables, { name: 'MANIFEST', entries: [], note: manifest }]
  }

  private isFull(): boolean {
    const isFull = this.active.length >= MEMTABLE_ENTRIES
    if (isFull) this.story = this.frozen ? 'The memtable is full, and another one waits for its flush: writes stall.' : 'The memtable is full: freeze it first.'
    return isFull
  }

  private add(key: string, value?: string): void {
    this.forgetQuestion()
    const number = ++this.sequence
    const entry = { key, number, value, text: `${key}${number} ${value ?? '†'}` }
    this.logs[this.logs.length - 1].entries.push(entry)
    this.active.push(entry)
  }

  private take(step: Step): void {
    const table = this.tables[this.tables.length - 1]
    switch (step) {
      case 'freeze':
        this.frozen = this.active
        this.active = []
        this.logs.push({ number: this.fileNumber++, entries: [] })
        break
      case 'write table':
        this.tables.push({ number: this.fileNumber++, entries: this.frozen ?? [], isSynced: false, isNamed: false, isCounted: false })
        break
      case 'sync table':
        table.isSynced = true
        break
      case 'sync name':
        table.isNamed = true
        break
      case 'commit edit':
        table.isCounted = true
        this.neededLog = this.logs[this.logs.length - 1].number
        this.frozen = undefined
        break
      case 'drop log':
        this.logs = this.logs.slice(-1)
        break
    }
  }

  // Reads what the manifest needs, and removes the rest.
  private reopen(): void {
    this.tables = this.tables.filter((table) => table.isCounted)
    this.logs = this.logs.filter((log) => log.number >= this.neededLog)
    this.active = this.logs.flatMap((log) => log.entries)
    this.frozen = undefined
    this.at = 0
  }

  private fail(story: string): void {
    this.story = story
    this.broken = true
    this.isOpen = false
  }

  // Newest first.
  private layers(): Shown[] {
    const tables = this.tables.filter((table) => table.isCounted).reverse()
    return [...this.memory(), ...tables.map((table) => ({ name: tableName(table), entries: table.entries }))]
  }

  private rows(): Map<string, string> {
    const rows = new Map<string, string>()
    for (const layer of this.layers().reverse()) {
      for (const entry of [...layer.entries].sort((a, b) => a.number - b.number)) {
        if (entry.value === undefined) rows.delete(entry.key)
        else rows.set(entry.key, entry.text)
      }
    }
    return rows
  }

  private mark(name: string): 'asked' | 'answered' | undefined {
    return this.answered === name ? 'answered' : this.asked.includes(name) ? 'asked' : undefined
  }

  private forgetQuestion(): void {
    this.asked = []
    this.answered = ''
  }
}

function newest(entries: Entry[], key: string): Entry | undefined {
  return entries.filter((entry) => entry.key === key).reduce<Entry | undefined>((best, entry) => (best && best.number > entry.number ? best : entry), undefined)
}

function sorted(entries: Entry[]): Entry[] {
  return [...entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : b.number - a.number))
}

function tableName(table: TableFile): string {
  return `${String(table.number).padStart(6, '0')}.sst`
}

function logName(log: { number: number }): string {
  return `${String(log.number).padStart(6, '0')}.log`
}
