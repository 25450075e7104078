export {
  type SampleBlock,
  type SampleEvent,
  sampleEvents,
  type SampleFootnote,
  type SamplePerson,
  type SamplePublication,
  samplePublication,
  type SampleSection,
  sampleSections,
} from "./publication.ts"
export { sampleReview, type SampleReviewStep } from "./review.ts"
