export function versionsPath(publicationId: string): string {
  return `/api/publications/${encodeURIComponent(publicationId)}/versions`
}

export function filePath(publicationId: string, number: number, name: string): string {
  return `${versionsPath(publicationId)}/${number}/${encodeURIComponent(name)}`
}

/** Where the images of a version are, to be followed by their hashes. */
export function imagesPath(publicationId: string, number: number): string {
  return `${versionsPath(publicationId)}/${number}/images/`
}

/** A place in a version, as others are sent there. */
export function placePath(publicationId: string, number: number, place: string): string {
  return `/p/${encodeURIComponent(publicationId)}/versions/${number}#${encodeURIComponent(place)}`
}
