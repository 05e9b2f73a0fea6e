import { createWriteStream, type Stats } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PART_FILES, type ManifestDto, type PartFile } from '../splits/index.js';
import { UsageError } from './failures.js';
import { asJson } from './output.js';
import { withProgress } from './progress.js';

/** A folder of the parts of one division. Its manifest is written last, so that it never tells of other parts. */
export class PartFolder {
  private readonly manifest: string;

  constructor(private readonly folder: string) {
    this.manifest = join(folder, 'manifest.json');
  }

  /**
   * Makes the folder where it is missing, and removes the parts that a manifest in it lists. Throws a `UsageError`
   * where `model`, which is read while the parts are written, is a file in the place of a part.
   */
  async clear(model: Stats): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    for (const name of PART_FILES) {
      const there = await stat(join(this.folder, name)).catch(() => null);
      if (there?.dev !== model.dev || there.ino !== model.ino) continue;
      throw new UsageError(
        `--output: got '${this.folder}', where a part would take the place of the model, expected another folder`,
      );
    }
    const earlier = await this.listedParts();
    await rm(this.manifest, { force: true });
    for (const name of earlier) await rm(join(this.folder, name), { force: true });
  }

  async write(files: readonly PartFile[]): Promise<void> {
    for (const { name, bytes, content } of files) {
      const chunks = withProgress(content(), `writing ${name}`, bytes);
      const target = createWriteStream(join(this.folder, name));
      await pipeline(Readable.from(chunks, { objectMode: false }), target);
    }
  }

  writeManifest(manifest: ManifestDto): Promise<void> {
    return writeFile(this.manifest, `${asJson(manifest)}\n`);
  }

  /** Of the names that parts have. Throws a `UsageError` where the manifest is of something else. */
  private async listedParts(): Promise<string[]> {
    const text = await readFile(this.manifest, 'utf8').catch(nothingWhereMissing);
    if (text === null) return [];
    const listed = filesIn(text);
    if (listed) return PART_FILES.filter((name) => listed.includes(name));
    throw new UsageError(
      `--output: got '${this.folder}', whose manifest.json is not that of a division, expected another folder`,
    );
  }
}

function nothingWhereMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** Null where the text is no manifest of parts. */
function filesIn(manifest: string): unknown[] | null {
  try {
    return (JSON.parse(manifest) as ManifestDto).parts.map(({ file }) => file);
  } catch {
    return null;
  }
}
