export {
  BlobHashSchema,
  imageBounds,
  type ImageMediaType,
  ImageMediaTypeSchema,
  type StoredImage,
  StoredImageSchema,
} from "./stored-image.ts"
export { type Raster, readRaster } from "./raster.ts"
export { type SvgElement, SvgReading, type SvgSize, svgSize } from "./svg-reading.ts"
export {
  isAllowedAttribute,
  isAllowedElement,
  isAllowedStyle,
  type SvgAttribute,
  svgNamespace,
} from "./svg-vocabulary.ts"
