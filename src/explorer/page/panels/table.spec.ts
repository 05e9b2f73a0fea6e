import { toCsv, type Column } from './table.js';

interface Row {
  readonly name: string;
  readonly energyJ: number | null;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'name', text: ({ name }) => name },
  { head: 'energyJ', text: () => 'for people', raw: ({ energyJ }) => energyJ },
];

describe('toCsv', () => {
  it('writes figures in full and leaves unknown ones empty', () => {
    expect(
      toCsv(COLUMNS, [
        { name: 'conv1', energyJ: 0.1234567 },
        { name: 'fc', energyJ: null },
      ]),
    ).toBe('name,energyJ\r\nconv1,0.1234567\r\nfc,\r\n');
  });

  it('quotes what would end a cell, and disarms what a spreadsheet would compute', () => {
    const rows = [
      { name: 'a,"b"\nc', energyJ: -1 },
      { name: '=1+1', energyJ: 0 },
    ];
    expect(toCsv(COLUMNS, rows)).toBe('name,energyJ\r\n"a,""b""\nc",-1\r\n\'=1+1,0\r\n');
  });
});
