import { type CustomResource, definitionFiles, readCustomResource } from './custom-resource.ts';
import { renderReference } from './render-reference.ts';
import { renderTypes } from './render-types.ts';

/** A file that is made from the YAML: where it belongs, and what it must hold. */
export interface GeneratedFile {
  readonly url: URL;
  readonly content: string;
}

const filesFor = (resource: CustomResource): GeneratedFile[] => [
  {
    url: new URL(`../src/generated/${resource.names.singular}.ts`, import.meta.url),
    content: renderTypes(resource),
  },
  {
    url: new URL(`../../docs/reference/${resource.names.singular}.md`, import.meta.url),
    content: renderReference(resource),
  },
];

/** Every generated file of this package, made anew from the YAML; nothing is written. */
export const generatedFiles = async (): Promise<GeneratedFile[]> =>
  (await Promise.all(definitionFiles.map(readCustomResource))).flatMap(filesFor);
