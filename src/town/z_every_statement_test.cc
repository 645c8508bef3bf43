// The last test of the room, by its file's name: no statement of town is left that no test has
// run.
#include <doctest/doctest.h>

#include "db/testing.h"

TEST_CASE("every statement of the room has been run on both databases") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    CHECK(db::testing::never_run(engine, NIGIWAI_SOURCE_DIR "/src/town") == "");
  }
}
