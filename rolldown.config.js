import { defineConfig } from 'rolldown';

/**
 * Packages that read files of their own beside themselves, or that others also look for at run time: what is declared
 * with one copy would not be found in another.
 */
const LEFT_ALONE = [/^@electric-sql\//, /^typeorm$/, /^class-(validator|transformer)$/];

/** What the framework and drivers look for, and do without. */
const OPTIONAL = [
  /^@nestjs\/(microservices|platform-express|websockets)/,
  /^@fastify\/view$/,
  'class-transformer/storage',
  'pg-native',
];

/**
 * The program and its worker threads, each in one file with the packages that it needs, in the place of thousands that
 * would take most of the time of a start to find and read. They lie as deep as the modules that they are made of, which
 * find other files by where they are.
 */
export default defineConfig({
  input: {
    main: 'dist/src/main.js',
    cutpoint: 'dist/src/cli/main.js',
    'calibration.worker': 'dist/src/boards/calibrations/calibration.worker.js',
    'import.worker': 'dist/src/networks/import/import.worker.js',
    'pruning.worker': 'dist/src/pruning/pruning.worker.js',
    'ranking.worker': 'dist/src/rankings/ranking.worker.js',
  },
  platform: 'node',
  logLevel: 'warn',
  external: [...LEFT_ALONE, ...OPTIONAL],
  output: {
    dir: 'dist/src/program',
    cleanDir: true,
    format: 'esm',
    comments: { jsdoc: false, annotation: false },
    // Where one character is none of ASCII, the text of a file stays in memory with two bytes for each.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
    keepNames: true, // of classes, by which the framework knows them
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  },
  onLog(level, log) {
    if (level === 'warn') throw new Error(log.message);
  },
});
