import { drawSvg } from '../../../charts/options/drawing.js';
import { THEMES, type ChartOption, type ChartView } from '../../../charts/options/index.js';
import { save } from '../view/save.js';

/** Pixels of a PNG for each of the picture. */
const PIXEL_RATIO = 2;

/** A chart as a file, as it stands on the page. */
export interface Drawing {
  readonly name: string;
  readonly build: (view: ChartView) => ChartOption;
  readonly view: ChartView;
}

export function saveSvg({ name, build, view }: Drawing): void {
  save(new Blob([drawSvg(build(view), view)], { type: 'image/svg+xml' }), `${name}.svg`);
}

export async function savePng({ name, build, view }: Drawing): Promise<void> {
  const svg = new Blob([drawSvg(build(view), view)], { type: 'image/svg+xml' });
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    save(await painted(image, view), `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function painted(image: HTMLImageElement, { width, height, theme }: ChartView): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width * PIXEL_RATIO;
  canvas.height = height * PIXEL_RATIO;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser paints no pictures');
  context.fillStyle = THEMES[theme].background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture is too large for this browser'));
      else resolve(blob);
    }, 'image/png');
  });
}
