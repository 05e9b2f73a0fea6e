import { ProblemError } from '../../platform/problems/problem.js';
import { MAX_MEASUREMENTS } from './calibration.dto.js';
import { readCsvMeasurements, toCsvFault } from './csv-measurements.js';

const read = (text: string) => readCsvMeasurements(Buffer.from(text));

function refusalOf(bytes: Uint8Array) {
  try {
    readCsvMeasurements(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('readCsvMeasurements', () => {
  it('reads networks of the zoo with their parameters, leaving empty cells out', () => {
    const { measurements, lines } = read(
      'zoo,width,resolution,cell,energyJ,latencyMs\n' +
        'mobilenet-v2,0.75,160,,0.01,\n' +
        'nas-bench-201,,,skip_connect~0,,1.5e1\n',
    );
    expect(measurements).toEqual([
      { zoo: 'mobilenet-v2', parameters: { width: 0.75, resolution: 160 }, energyJ: 0.01 },
      { zoo: 'nas-bench-201', parameters: { cell: 'skip_connect~0' }, latencyMs: 15 },
    ]);
    expect(lines).toEqual([2, 3]);
  });

  it('reads stored networks, layers as JSON and totals', () => {
    const { measurements } = read(
      'name,network,description,convolutionMacs,convolutionLayers,convolutionKernels,weights,activations,boundary\n' +
        'a,resnet-50,,,,,,,wall\n' +
        'b,,"{""inputs"":[{""shape"":[1,8]}],""layers"":[]}",,,,,,\n' +
        'c,,,1000,5,64,300,200,\n',
    );
    expect(measurements).toEqual([
      { name: 'a', network: 'resnet-50', boundary: 'wall' },
      { name: 'b', description: { inputs: [{ shape: [1, 8] }], layers: [] } },
      {
        name: 'c',
        totals: { convolution: { macs: 1000, layers: 5, kernels: 64 }, weights: 300, activations: 200 },
      },
    ]);
  });

  it('understands a byte order mark, Windows line ends, blank lines, spaces and quotes', () => {
    const { measurements, lines } = read('\ufeffzoo, energyJ\r\n\r\n"vgg-16" , 2\r\n\r\nvgg-19,3\r\n');
    expect(measurements).toEqual([
      { zoo: 'vgg-16', energyJ: 2 },
      { zoo: 'vgg-19', energyJ: 3 },
    ]);
    expect(lines).toEqual([3, 5]);
  });

  it('counts lines where cells hold line breaks', () => {
    const { lines } = read('name,zoo\n"two\nlines",vgg-16\nb,vgg-19\n');
    expect(lines).toEqual([2, 4]);
  });

  it('keeps NaN and infinities, which measuring scripts write, and texts that are no numbers', () => {
    const { measurements } = read('energyJ,latencyMs\nNaN,-inf\nabc,1 000\n');
    expect(measurements).toEqual([
      { energyJ: NaN, latencyMs: -Infinity },
      { energyJ: 'abc', latencyMs: '1 000' },
    ]);
  });

  it.each([
    ['nothing', '', 'line 1', /got nothing/],
    ['a column that does not exist', 'zoo,energy\n', 'line 1, column 2', /got 'energy'/],
    ['a column twice', 'zoo,zoo\n', 'line 1, column 2', /twice/],
    ['semicolons', 'zoo;energyJ\nvgg-16;1\n', 'line 1, column 1', /zoo;energyJ/],
    ['more cells than the header', 'zoo\nvgg-16\nvgg-16,1\n', 'line 3', /got 2 cells/],
    ['an open quote', 'zoo\n"vgg-16\n', 'line 2', /Quote/],
    ['a description that is not JSON', 'description\n{inputs}\n', 'line 2, column description', /not JSON/],
    ['too many rows', `zoo\n${'vgg-16\n'.repeat(MAX_MEASUREMENTS + 1)}`, 'body', /more than 20000 rows/],
  ])('refuses %s', (_name, text, pointer, detail) => {
    const { status, errors } = refusalOf(Buffer.from(text));
    expect(status).toBe(400);
    expect(errors).toEqual([expect.objectContaining({ pointer, detail: expect.stringMatching(detail) })]);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(refusalOf(Uint8Array.of(0x7a, 0xff, 0xfe))).toMatchObject({
      status: 400,
      detail: expect.stringContaining('UTF-8'),
    });
  });
});

describe('toCsvFault', () => {
  it.each([
    ['/measurements/1/energyJ', 'line 5, column energyJ'],
    ['/measurements/0/parameters/width', 'line 2, column width'],
    ['/measurements/0/totals/convolution/kernels', 'line 2, column convolutionKernels'],
    ['/measurements/0/totals/weights', 'line 2, column weights'],
    ['/measurements/0/description/layers/3/kernels', 'line 2, column description'],
    ['/measurements/1', 'line 5'],
    ['/measurements', 'body'],
    ['/powerMode', '?powerMode'],
  ])('puts %s at %s', (pointer, place) => {
    expect(toCsvFault({ pointer, detail: 'x' }, [2, 5]).pointer).toBe(place);
  });
});
