# A room is a folder of src/ named by a word of the field. It is built as up to three libraries:
#   <room>_rules  nouns and rules, pure: links base and the rules of rooms to its left
#   <room>        service and store: links db and the services of rooms to its left
#   <room>_web    translation (web, api, cli): may also link http and output
# Every link is written out; together the calls are the architecture diagram, and
# tests/house compares them with the #includes and with the room table of the README.

function(nigiwai_library name)
  cmake_parse_arguments(PART "" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${PART_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${PART_LINKS} PRIVATE nigiwai_warnings)
endfunction()

# One test program a room: doctest cases from the *_test.cc beside the code.
# CASES_NEED_DATABASES marks tests that run on SQLite and on PostgreSQL (NIGIWAI_TEST_POSTGRES).
function(nigiwai_tests name)
  cmake_parse_arguments(PART "" "" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(${name} ${PART_SOURCES} $<TARGET_OBJECTS:nigiwai_test_main>)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${PART_LINKS} nigiwai_warnings)
  # What is tested is built as it ships; the tests themselves only have to be built quickly.
  target_compile_options(${name} PRIVATE -O0)
  target_compile_definitions(${name} PRIVATE
    NIGIWAI_SOURCE_DIR="${CMAKE_SOURCE_DIR}" DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "unit;${PART_LABELS}" TIMEOUT 900)
endfunction()

# libFuzzer programs; built only by the asan preset (clang).
function(nigiwai_fuzzer name)
  if(NOT NIGIWAI_FUZZ)
    return()
  endif()
  cmake_parse_arguments(PART "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${PART_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE ${PART_LINKS})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_property(GLOBAL APPEND PROPERTY NIGIWAI_FUZZERS ${name})
endfunction()
