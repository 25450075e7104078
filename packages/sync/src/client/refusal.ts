/** An expected no, in the form of the publication's refusals: translated by its code, or shown as its message. */
export interface Refusal {
  code: string
  message: string
}
