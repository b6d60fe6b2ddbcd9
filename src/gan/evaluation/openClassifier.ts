import { download } from '../data/download.ts';
import { ClassifierNetwork } from './ClassifierNetwork.ts';

/** Where a classifier's file is, or its bytes. */
export type ClassifierSource = { readonly url: string } | { readonly bytes: Uint8Array };

/** @throws Error when it is missing or damaged. */
export async function openClassifier(source: ClassifierSource): Promise<ClassifierNetwork> {
  const bytes = 'bytes' in source ? source.bytes : await download(source.url, 'Classifier weights', () => {});
  return ClassifierNetwork.fromBytes(bytes);
}
