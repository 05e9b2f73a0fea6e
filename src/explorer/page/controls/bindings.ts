import { INITIAL, numberOf, type ExplorerState, type FieldsOf } from '../state/fields.js';
import type { Scale } from '../state/scales.js';
import { byId } from '../view/dom.js';

/** Takes what a control was set to. */
export type Change = (patch: Partial<ExplorerState>) => void;
/** Sets a control to what the state says. */
export type Show = (state: ExplorerState) => void;

export function bindSelect(id: string, field: FieldsOf<string>, change: Change): Show {
  const select = byId(id, HTMLSelectElement);
  select.addEventListener('change', () => {
    change({ [field]: select.value });
  });
  return (state) => {
    select.value = state[field];
  };
}

export function bindCheck(id: string, field: FieldsOf<boolean>, change: Change): Show {
  const box = byId(id, HTMLInputElement);
  box.addEventListener('change', () => {
    change({ [field]: box.checked });
  });
  return (state) => {
    box.checked = state[field];
  };
}

/** A box for a number; an empty one stands for null, and keeps what there was where that is not a value. */
export function bindNumber(id: string, field: FieldsOf<number | null>, change: Change): Show {
  const box = byId(id, HTMLInputElement);
  box.addEventListener('input', () => {
    const value = numberOf(box.value);
    if (value === null && INITIAL[field] !== null) box.reportValidity();
    else change({ [field]: value });
  });
  return (state) => {
    if (numberOf(box.value) !== state[field]) box.value = state[field] === null ? '' : String(state[field]);
  };
}

export function bindSlider(
  id: string,
  field: FieldsOf<number>,
  { scale, write }: { readonly scale: Scale; readonly write: (value: number) => string },
  change: Change,
): Show {
  const slider = byId(id, HTMLInputElement);
  const output = byId(`${id}-value`, HTMLOutputElement);
  slider.addEventListener('input', () => {
    change({ [field]: scale.valueAt(slider.valueAsNumber) });
  });
  return (state) => {
    const written = write(state[field]);
    // What the address says may lie between two positions.
    if (scale.valueAt(slider.valueAsNumber) !== state[field]) {
      slider.valueAsNumber = scale.positionOf(state[field]);
    }
    output.value = written;
    slider.setAttribute('aria-valuetext', written);
  };
}

export function bindRadios(name: string, field: FieldsOf<string>, change: Change): Show {
  const radios = [...document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
  for (const radio of radios) {
    radio.addEventListener('change', () => {
      change({ [field]: radio.value });
    });
  }
  return (state) => {
    for (const radio of radios) radio.checked = radio.value === state[field];
  };
}
