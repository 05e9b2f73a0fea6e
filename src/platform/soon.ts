/** A value that is there already, or will be: a promise for each that is there would take longer than many values do. */
export type Soon<Value> = Value | Promise<Value>;

/** What is made of a value as soon as it is there: at once, where it is. */
export const whenThere = <Value, Result>(
  value: Soon<Value>,
  use: (value: Value) => Soon<Result>,
): Soon<Result> => (value instanceof Promise ? value.then(use) : use(value));

/** What all of these give, each begun when the one before is there. */
export function inTurn<Value>(begin: readonly (() => Soon<Value>)[]): Soon<Value[]> {
  const values: Value[] = [];
  const goOn = (): Soon<Value[]> =>
    values.length === begin.length
      ? values
      : whenThere(begin[values.length]!(), (value) => {
          values.push(value);
          return goOn();
        });
  return goOn();
}
