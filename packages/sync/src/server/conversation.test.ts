import { expect, it } from "vitest"
import { createRoomWorld, readOnly } from "../testing/room-world.ts"

it("[ROOM2] [ROOM9] [ROOM24] the conversation of two people who open a section, write and leave", async () => {
  const world = await createRoomWorld()
  const ana = await world.person("ana").joins()
  ana.announces()
  const bo = await world.person("bo").joins()
  bo.announces()
  await world.clock.pass(100)
  world.storage.faults.pause()
  ana.types("first")
  await world.rest()
  ana.types(", second")
  bo.types("third")
  world.storage.faults.resume()
  await world.rest()
  ana.leaves()
  await world.clock.pass(100)
  expect(world.conversation).toMatchInlineSnapshot(`
    [
      "ana -> step 1, knows 0 clients",
      "ana <- step 2, 3 structs, 0 deletions",
      "ana <- step 1, knows 1 clients",
      "ana -> step 2, 0 structs, 0 deletions",
      "ana <- receipt 1",
      "ana -> awareness of 1",
      "bo -> step 1, knows 0 clients",
      "bo <- step 2, 3 structs, 0 deletions",
      "bo <- awareness of 1",
      "bo <- step 1, knows 1 clients",
      "bo -> step 2, 0 structs, 0 deletions",
      "bo <- receipt 1",
      "bo -> awareness of 1",
      "ana <- awareness of 1",
      "ana -> update, 1 structs, 0 deletions",
      "ana -> update, 1 structs, 0 deletions",
      "bo -> update, 1 structs, 0 deletions",
      "ana <- receipt 2",
      "bo <- update, 1 structs, 0 deletions",
      "ana <- receipt 3",
      "bo <- receipt 2",
      "ana <- update, 1 structs, 0 deletions",
      "bo <- update, 1 structs, 0 deletions",
      "bo <- awareness of 1",
    ]
  `)
})

it("[ROOM7] [ROOM11] the conversation of a client that was cut off, and of one whose predecessor is missing", async () => {
  const world = await createRoomWorld()
  const ana = await world.person("ana").joins()
  world.storage.faults.failNext()
  ana.types("lost on the way")
  await world.rest()
  await ana.joins()
  ana.isAlive = false
  ana.types(" never sent")
  ana.isAlive = true
  ana.types(" sent")
  await world.rest()
  expect(world.conversation).toMatchInlineSnapshot(`
    [
      "ana -> step 1, knows 0 clients",
      "ana <- step 2, 3 structs, 0 deletions",
      "ana <- step 1, knows 1 clients",
      "ana -> step 2, 0 structs, 0 deletions",
      "ana <- receipt 1",
      "ana -> update, 1 structs, 0 deletions",
      "ana <- close 4500 failure",
      "ana -> step 1, knows 2 clients",
      "ana <- step 1, knows 1 clients",
      "ana -> step 2, 1 structs, 0 deletions",
      "ana <- step 2, 0 structs, 0 deletions",
      "ana <- receipt 1",
      "ana -> update, 1 structs, 0 deletions",
      "ana <- step 1, knows 2 clients",
      "ana -> step 2, 1 structs, 0 deletions",
      "ana <- receipt 3",
    ]
  `)
})

it("[ROOM13] [ROOM15] the conversation of a writer who becomes a reader", async () => {
  const world = await createRoomWorld()
  const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
  ana.refusal = readOnly
  world.hub.refresh()
  ana.types("too late")
  await world.rest()
  ana.types("ignored")
  bo.types("in time")
  await world.rest()
  expect(world.conversation).toMatchInlineSnapshot(`
    [
      "ana -> step 1, knows 0 clients",
      "ana <- step 2, 3 structs, 0 deletions",
      "ana <- step 1, knows 1 clients",
      "ana -> step 2, 0 structs, 0 deletions",
      "ana <- receipt 1",
      "bo -> step 1, knows 0 clients",
      "bo <- step 2, 3 structs, 0 deletions",
      "bo <- step 1, knows 1 clients",
      "bo -> step 2, 0 structs, 0 deletions",
      "bo <- receipt 1",
      "ana -> update, 1 structs, 0 deletions",
      "ana <- denied section-closed",
      "ana -> update, 1 structs, 0 deletions",
      "bo -> update, 1 structs, 0 deletions",
      "bo <- receipt 2",
      "ana <- update, 1 structs, 0 deletions",
    ]
  `)
})
