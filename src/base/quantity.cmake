# Quantity: what an official wrote in a cell, read (quantity.h). Included by CMakeLists.txt beside it.
set(NIGIWAI_QUANTITY_SOURCES
  cell_absence.cc
  cell_date.cc
  cell_figure.cc
  cell_name.cc
  cell_number.cc
  cell_sign.cc
  cell_text.cc
  cell_unit.cc
  cell_word_table.cc
  cell_words.cc
  quantity.cc
  quantity_json.cc)
set(NIGIWAI_QUANTITY_TESTS
  quantity_audit_test.cc
  quantity_invariants.cc
  quantity_seed_test.cc
  quantity_test.cc)
nigiwai_fuzzer(quantity_fuzz
  SOURCES quantity_fuzz.cc quantity_invariants.cc
  LINKS base)
