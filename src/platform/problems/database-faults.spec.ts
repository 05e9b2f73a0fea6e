import { QueryFailedError } from 'typeorm';
import { codeOfDatabaseFault, DatabaseUnreachableError } from './database-faults.js';

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

const ofStatement = (error: Error) => new QueryFailedError('SELECT 1', [], error);

describe('codeOfDatabaseFault', () => {
  it.each([
    ['08006', 'database-unavailable'],
    ['57P01', 'database-unavailable'],
    ['57014', 'database-unavailable'],
    ['53300', 'database-unavailable'],
    ['53100', 'storage-full'],
    ['ECONNRESET', 'database-unavailable'],
    ['EPIPE', 'database-unavailable'],
    ['23505', null],
    ['42601', null],
    ['toString', null],
  ])('says of a statement that failed with the code %s: %s', (code, problem) => {
    expect(codeOfDatabaseFault(ofStatement(withCode(code)))).toBe(problem);
  });

  it('knows the driver by its words where a statement failed without a code', () => {
    const lost = ofStatement(new Error('Connection terminated unexpectedly'));
    expect(codeOfDatabaseFault(lost)).toBe('database-unavailable');
    expect(codeOfDatabaseFault(ofStatement(new Error('Cannot read properties of undefined')))).toBeNull();
  });

  it.each(['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', '57P03', '28P01'])(
    'takes a connection that failed with %s for a database that is away',
    (code) => {
      const cause = withCode(code);
      expect(codeOfDatabaseFault(new DatabaseUnreachableError(cause))).toBe('database-unavailable');
    },
  );

  it.each(['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'ENOSPC', 'EPIPE', 'ETIMEDOUT', '08006', '53100'])(
    'does not blame the database for a %s of anything else',
    (code) => {
      expect(codeOfDatabaseFault(withCode(code))).toBeNull();
      expect(codeOfDatabaseFault(new AggregateError([withCode(code)]))).toBeNull();
    },
  );

  it('does not go by words of anything else', () => {
    expect(codeOfDatabaseFault(new Error('Connection terminated unexpectedly'))).toBeNull();
    expect(codeOfDatabaseFault('Connection terminated')).toBeNull();
  });
});
