import { joules, type Joules } from '../units.js';

/** 1 Wh = 3600 J */
export const wattHours = (value: number): Joules => joules(value * 3600);

/** How many inferences an amount of energy lasts for, if it goes nowhere else. */
export const inferencesFrom = (store: Joules, perInference: Joules): number => store / perInference;

/** Grams of CO2 (equivalents) of some energy from a grid with so many grams for each kilowatt-hour. */
export const carbonOf = (energy: Joules, gramsPerKilowattHour: number): number =>
  (energy / 3.6e6) * gramsPerKilowattHour;
