import { CoreError } from '../errors.js';
import { alexnet } from './alexnet.js';
import { BERTS } from './bert.js';
import { convnextTiny } from './convnext.js';
import { DENSENETS } from './densenet.js';
import { EFFICIENTNETS } from './efficientnet.js';
import { googlenet } from './googlenet.js';
import { inceptionV3 } from './inception-v3.js';
import { lenet5 } from './lenet.js';
import { mnasnet } from './mnasnet.js';
import { mobilenetV1 } from './mobilenet-v1.js';
import { mobilenetV2 } from './mobilenet-v2.js';
import { MOBILENETS_V3 } from './mobilenet-v3.js';
import { nasBench201 } from './nas-bench-201.js';
import { RESNETS } from './resnet.js';
import { shufflenetV2 } from './shufflenet-v2.js';
import { SQUEEZENETS } from './squeezenet.js';
import { swinT } from './swin.js';
import { uNet } from './u-net.js';
import { VGG } from './vgg.js';
import { vitB16 } from './vit.js';
import { yolov3Tiny } from './yolov3-tiny.js';
import type { ZooNetwork } from './zoo-network.js';

/** Every network of the zoo; a new one is a file and a line here. */
export const ZOO: readonly ZooNetwork[] = [
  lenet5,
  alexnet,
  ...VGG,
  ...RESNETS,
  ...SQUEEZENETS,
  googlenet,
  inceptionV3,
  ...DENSENETS,
  mobilenetV1,
  mobilenetV2,
  ...MOBILENETS_V3,
  shufflenetV2,
  mnasnet,
  ...EFFICIENTNETS,
  convnextTiny,
  vitB16,
  swinT,
  ...BERTS,
  yolov3Tiny,
  uNet,
  nasBench201,
];

const BY_ID = new Map(ZOO.map((network) => [network.id, network]));

/** Throws `unknown-zoo-network`. */
export function findZooNetwork(id: string): ZooNetwork {
  const found = BY_ID.get(id);
  if (found !== undefined) return found;
  throw new CoreError(
    'unknown-zoo-network',
    `zoo network: got '${id}', expected one of ${[...BY_ID.keys()].join(', ')}`,
    { parameter: 'id' },
  );
}
