// nigiwai: the promotion plan of a municipality and the work below it, one program.
#include "app/commands.h"

int main(int argc, char** argv) {
  return app::run(argc, argv);
}
