/** Hands out names, each once. */
export class UniqueNames {
  private readonly used = new Set<string>();
  private readonly copies = new Map<string, number>();

  /** `isTaken` tells names that are in use elsewhere. */
  constructor(private readonly isTaken: (name: string) => boolean = () => false) {}

  /** The first wish that is free and not empty, else the last one with a number behind it. */
  claim(...wishes: readonly [string, ...string[]]): string {
    const name = wishes.find((wish) => wish !== '' && this.isFree(wish)) ?? this.numbered(wishes.at(-1)!);
    this.used.add(name);
    return name;
  }

  private isFree(name: string): boolean {
    return !this.used.has(name) && !this.isTaken(name);
  }

  private numbered(wish: string): string {
    let copy = this.copies.get(wish) ?? 1;
    do copy++;
    while (!this.isFree(`${wish}#${copy}`));
    this.copies.set(wish, copy);
    return `${wish}#${copy}`;
  }
}
