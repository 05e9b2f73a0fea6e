import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const PAGES = resolve(import.meta.dirname, 'src/explorer/page');

/** The pages that the service shows at its root: a document each, scripts and styles with their hash in the name. */
export default defineConfig({
  root: PAGES,
  base: './',
  plugins: [compressed()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/explorer'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      input: { explorer: resolve(PAGES, 'index.html'), admin: resolve(PAGES, 'admin.html') },
      // Such as a part of the service that found its way into a page.
      onLog(level, { message }) {
        if (level === 'warn') throw new Error(message);
      },
    },
  },
  logLevel: 'warn',
});

/** Writes what compresses beside itself as .br and .gz, so that the service has nothing to compress. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: 9, // 11 takes seconds for a hundredth less
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          };
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(content, { params }),
          });
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.gz`,
            source: gzipSync(content, { level: 9 }),
          });
        }
      },
    },
  };
}
