// nigiwai: the promotion plan of a municipality and the work below it, one program.
#include <iostream>

#include "app/commands.h"
#include "output/pdf.h"

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == output::kDrawPdfCommand) {
    return output::draw_pdf_command(std::cin, std::cout);
  }
  return app::run(argc, argv);
}
