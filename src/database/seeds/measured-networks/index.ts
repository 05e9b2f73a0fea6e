import { findZooNetwork, type Network, type ZooValue } from '../../../core/index.js';
import { caffeAlexNet } from './caffe-alexnet.js';
import { caffeGoogLeNet } from './caffe-googlenet.js';
import { CAFFE_RESNETS } from './caffe-resnet.js';
import { caffeSqueezeNet } from './caffe-squeezenet.js';
import { efficientnetLite } from './efficientnet-lite.js';
import { mobilenetV3Minimalistic } from './mobilenet-v3-minimalistic.js';
import { retinanet } from './retinanet.js';
import { ssdMobilenet } from './ssd-mobilenet.js';
import { ssdResnet34 } from './ssd-resnet34.js';

type Builders = Readonly<Record<string, () => Network>>;

const zoo =
  (id: string, values: Readonly<Record<string, ZooValue>> = {}) =>
  (): Network =>
    findZooNetwork(id).build(values);

/** The nine networks of the ICASSP 2023 measurements: Caffe's variants, by the names in its tables. */
export const ICASSP_NETWORKS = {
  AlexNet: caffeAlexNet,
  SqueezeNet: caffeSqueezeNet,
  GoogleNet: caffeGoogLeNet,
  ...CAFFE_RESNETS,
  'VGG-16': zoo('vgg-16'),
  'VGG-19': zoo('vgg-19'),
} satisfies Builders;

/** By the names of MLPerf Inference. */
export const MLPERF_NETWORKS = {
  'bert-99': zoo('bert-large', { tokens: 384 }),
  resnet50: zoo('resnet-50'),
  retinanet,
  'ssd-mobilenet': ssdMobilenet,
  'ssd-resnet34': ssdResnet34,
} satisfies Builders;

const VARIANT = /^mobilenet-(v[12])-([\d.]+)-(\d+)-non-quantized$/;

/** A network of the TFLite measurements by its name in MLPerf Inference. */
export function tfliteNetwork(name: string): Network {
  const [, version, width, resolution] = VARIANT.exec(name) ?? [];
  if (version !== undefined) {
    const values = { width: Number(width), resolution: Number(resolution), classes: 1001 };
    return findZooNetwork(`mobilenet-${version}`).build(values);
  }
  const lite = /^efficientnet-lite(\d)-non-quantized$/.exec(name)?.[1];
  if (lite !== undefined) return efficientnetLite(Number(lite));
  const v3 = /^mobilenet-v3-(small|large)_224_([\d.]+)_float$/.exec(name);
  if (v3 !== null)
    return findZooNetwork(`mobilenet-v3-${v3[1]!}`).build({ width: Number(v3[2]), classes: 1001 });
  const minimalistic = /^mobilenet-v3-(small|large)-minimalistic_224_1.0_float$/.exec(name)?.[1];
  if (minimalistic !== undefined) return mobilenetV3Minimalistic(minimalistic as 'small' | 'large');
  if (name === 'resnet50') return findZooNetwork('resnet-50').build();
  throw new Error(`network: got '${name}', expected a MobileNet, an EfficientNet-Lite or resnet50`);
}
