import { DataTexture, FloatType, NearestFilter, RGFormat } from 'three';

/** Places of particles, xy pairs, as a texture `width` texels wide. To be disposed of by the caller. */
export function placesTexture(places: Float32Array<ArrayBuffer>, width: number): DataTexture {
  const height = Math.ceil(places.length / 2 / width);
  const data = new Float32Array(width * height * 2);
  data.set(places);
  const texture = new DataTexture(data, width, height, RGFormat, FloatType);
  texture.name = 'Swarm.places';
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}
