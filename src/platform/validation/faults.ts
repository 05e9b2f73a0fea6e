import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { FieldFault } from '../problems/problem.js';

/** A refusal that lists more helps nobody. */
const MAX_FAULTS = 20;

/** What is wrong with each field; pointers begin with `root`. */
export function faultsOf(errors: readonly ValidationError[], root: string): FieldFault[] {
  const faults: FieldFault[] = [];
  collect(errors, root, faults);
  return faults;
}

function collect(errors: readonly ValidationError[], parent: string, faults: FieldFault[]): void {
  for (const error of errors) {
    if (faults.length >= MAX_FAULTS) return;
    if ((error.property as string | undefined) === undefined) {
      // Something of no class stands where an object of one was expected; where a list was, that is said already.
      const pointer = parent.slice(0, -1) || '/';
      const isSaid = faults.some((fault) => fault.pointer === pointer);
      if (!isSaid) faults.push({ pointer, detail: `got ${show(error.target)}`, accepted: 'an object' });
      continue;
    }
    const pointer = parent + escapePointer(error.property);
    const { whitelistValidation: unknownField, ...constraints } = error.constraints ?? {};
    const [accepted] = Object.values(constraints);
    if (unknownField !== undefined) {
      faults.push({ pointer, detail: 'got a field that does not exist', accepted: knownFields(error) });
    } else if (accepted !== undefined) {
      faults.push({ pointer, detail: `got ${show(error.value)}`, accepted });
    }
    collect(error.children ?? [], `${pointer}/`, faults);
  }
}

/** RFC 6901: '~' and '/' are written '~0' and '~1'. */
const escapePointer = (name: string): string =>
  name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);

function knownFields({ target }: ValidationError): string {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(target!.constructor, '', false, false);
  return `one of ${[...new Set(metadata.map(({ propertyName }) => propertyName))].join(', ')}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value); // JSON has no word for the infinity that 1e999 becomes
  if (Array.isArray(value) && value.length > 8) return `a list of ${value.length} items`;
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
