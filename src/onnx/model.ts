import type { DataType } from '../core/network/data-type.js';
import type { Shape } from '../core/network/tensor.js';
import type { ElidedPayload } from './payload.js';

/** The content of an ONNX file without its weights, validated and free of protobuf types. */
export interface OnnxFile {
  /** SHA-256 of the whole file, in hexadecimal. */
  readonly sha256: string;
  readonly fileBytes: number;
  readonly irVersion: number;
  readonly producer: string;
  /** Operator set version by domain; the default domain is the empty string. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
  /** Model-local functions by `functionKey`. */
  readonly functions: ReadonlyMap<string, OnnxFunction>;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  /** As declared; may repeat the names of initializers (before IR version 4 it must). */
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
}

export interface OnnxFunction {
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly defaults: ReadonlyMap<string, OnnxAttribute>;
  readonly nodes: readonly OnnxNode[];
  readonly opsets: ReadonlyMap<string, number>;
}

export interface OnnxNode {
  readonly name: string;
  readonly operator: string;
  /** The default domain is the empty string. */
  readonly domain: string;
  readonly overload: string;
  /** Value names; an empty name is an absent optional input. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** 64-bit integers are the nearest double: exact up to 2^53, beyond that good for bounds only. */
export type OnnxAttribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'tensors'; readonly value: readonly OnnxTensor[] }
  | { readonly kind: 'graph'; readonly value: OnnxGraph }
  | { readonly kind: 'graphs'; readonly value: readonly OnnxGraph[] }
  /** The attribute of the calling function node that stands here. */
  | { readonly kind: 'reference'; readonly value: string }
  /** A kind of attribute that no supported operator has (types). */
  | { readonly kind: 'other'; readonly value: string };

/** A number, the name of a symbolic dimension, or null where nothing is known. */
export type OnnxDimension = number | string | null;

export interface OnnxValueInfo {
  readonly name: string;
  /** Undefined where the type is no tensor of a supported element type; `typeName` says what it is. */
  readonly dataType: DataType | undefined;
  readonly typeName: string;
  /** Undefined where not even the rank is declared. */
  readonly dimensions: readonly OnnxDimension[] | undefined;
}

export interface OnnxTensor {
  readonly name: string;
  readonly shape: Shape;
  /** Undefined where the core has no such type; `typeName` says what it is. */
  readonly dataType: DataType | undefined;
  readonly typeName: string;
  /** Row-major elements of a small tensor; undefined where they are elided, external or absent. */
  readonly values: readonly number[] | undefined;
  readonly elided: ElidedPayload | undefined;
  /** Key-value pairs of `external_data` (location, offset, length); the data itself is never read. */
  readonly external: ReadonlyMap<string, string> | undefined;
  readonly isSparse: boolean;
}

/** Identifies a model-local function: domain, name and overload. */
export const functionKey = (domain: string, name: string, overload: string): string =>
  `${domain}\n${name}\n${overload}`;
