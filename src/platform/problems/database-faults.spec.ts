import { codeOfDatabaseFault } from './database-faults.js';

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

describe('codeOfDatabaseFault', () => {
  it.each([
    ['08006', 'database-unavailable'],
    ['57P01', 'database-unavailable'],
    ['57014', 'database-unavailable'],
    ['53300', 'database-unavailable'],
    ['53100', 'storage-full'],
    ['ENOSPC', 'storage-full'],
    ['ECONNREFUSED', 'database-unavailable'],
    ['23505', null],
    ['42601', null],
    ['toString', null],
  ])('says of the code %s: %s', (code, problem) => {
    expect(codeOfDatabaseFault(withCode(code))).toBe(problem);
    const wrapped = Object.assign(new Error('QueryFailedError'), { driverError: withCode(code) });
    expect(codeOfDatabaseFault(wrapped)).toBe(problem);
  });

  it('knows the driver by its words where there is no code', () => {
    expect(codeOfDatabaseFault(new Error('Connection terminated unexpectedly'))).toBe('database-unavailable');
    expect(codeOfDatabaseFault(new Error('Cannot read properties of undefined'))).toBeNull();
    expect(codeOfDatabaseFault('Connection terminated')).toBeNull();
  });

  it('looks at the first of several attempts to connect', () => {
    expect(codeOfDatabaseFault(new AggregateError([withCode('ECONNREFUSED')]))).toBe('database-unavailable');
  });
});
