// A Bloom filter so small that one can see it, as BloomFigure.vue shows it.

export class BloomModel {
  story = ''
  readonly keys = new Set<string>()
  readonly bits: boolean[]
  looked: number[] = []
  private next = 1

  constructor(
    size: number,
    private readonly probes: number,
  ) {
    this.bits = Array.from({ length: size }, () => false)
  }

  add(key: string): void {
    this.looked = this.positions(key)
    const old = this.looked.filter((at) => this.bits[at]).length
    for (const at of this.looked) this.bits[at] = true
    this.keys.add(key)
    this.story = `${key} sets ${this.looked.length} bits${old > 0 ? `, of which ${old} ${old === 1 ? 'was' : 'were'} set already` : ''}. The key itself is nowhere.`
  }

  addTen(): void {
    for (let i = 0; i < 10; i++) this.add(`key ${this.next++}`)
    this.looked = []
    this.story = `${this.keys.size} keys are in it, and ${this.ones()} of ${this.bits.length} bits are set.`
  }

  ask(key: string): void {
    const positions = this.positions(key)
    const zero = positions.findIndex((at) => !this.bits[at])
    this.looked = zero < 0 ? positions : positions.slice(0, zero + 1)
    if (zero >= 0) this.story = `${key} is not there: its bit ${positions[zero]} is 0, and nobody ever clears a bit. ${this.looked.length} ${this.looked.length === 1 ? 'was' : 'were'} looked at.`
    else if (this.keys.has(key)) this.story = `${key} may be there, and it is.`
    else this.story = `${key} may be there, says the filter. It is not: all of its bits were set by others. A false positive.`
  }

  ones(): number {
    return this.bits.filter(Boolean).length
  }

  // The share of other keys that would be taken for one of these, measured.
  measured(): number {
    let wrong = 0
    for (let i = 0; i < 2000; i++) if (this.positions(`other ${i}`).every((at) => this.bits[at])) wrong++
    return wrong / 2000
  }

  // The same by the formula, (1 - e^(-kn/m))^k.
  expected(): number {
    return (1 - Math.exp((-this.probes * this.keys.size) / this.bits.length)) ** this.probes
  }

  // Double hashing: one hash gives all positions.
  private positions(key: string): number[] {
    const hash = mixed(key, 0x9e3779b9)
    const step = mixed(key, 0x85ebca6b) | 1
    return Array.from({ length: this.probes }, (_, probe) => ((Math.imul(probe, step) + hash) >>> 0) % this.bits.length)
  }
}

function mixed(key: string, seed: number): number {
  let hash = seed
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
