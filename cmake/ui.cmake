# What ui/ becomes: words, templates and assets are compiled into the program by tools/ui_compiler.

set(NIGIWAI_UI_GENERATED ${CMAKE_BINARY_DIR}/ui_generated)
set(NIGIWAI_ASSETS app.css favicon.svg kept.js unsent.js)

# nigiwai_templates(plan_pages TEMPLATES ui/plan/table.html … LINKS site_pages)
# A static library of the pages: #include "ui/plan/table.h", call plan::pages::table(view, language).
function(nigiwai_templates name)
  cmake_parse_arguments(PART "" "" "TEMPLATES;LINKS" ${ARGN})
  set(generated "")
  set(inputs "")
  foreach(template ${PART_TEMPLATES})
    string(REGEX REPLACE "\\.html$" "" stem ${template})
    list(APPEND generated ${NIGIWAI_UI_GENERATED}/${stem}.cc ${NIGIWAI_UI_GENERATED}/${stem}.h)
    list(APPEND inputs ${CMAKE_SOURCE_DIR}/${template})
  endforeach()
  file(GLOB words CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ui/words/*.toml)
  string(REPLACE ";" "," assets "${NIGIWAI_ASSETS}")
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ui_compiler templates ${CMAKE_SOURCE_DIR} ${NIGIWAI_UI_GENERATED} ${assets} ${PART_TEMPLATES}
    DEPENDS ui_compiler ${inputs} ${words}
    COMMENT "Compiling the templates of ${name}")
  add_library(${name} STATIC ${generated})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${NIGIWAI_UI_GENERATED})
  target_link_libraries(${name} PUBLIC http_escape ui_assets ${PART_LINKS} PRIVATE nigiwai_warnings)
  add_dependencies(${name} ui_asset_urls)
endfunction()

# nigiwai_asset(app.css SOURCES ui/assets/tokens.css ui/assets/app.css): joined, shortened, compressed.
function(nigiwai_asset name)
  cmake_parse_arguments(PART "" "" "SOURCES" ${ARGN})
  list(TRANSFORM PART_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/)
  set(file ${NIGIWAI_UI_GENERATED}/assets/${name})
  add_custom_command(
    OUTPUT ${file} ${file}.gz ${file}.br
    COMMAND ui_compiler bundle ${file} ${PART_SOURCES}
    COMMAND ${GZIP} -9nkf ${file}
    COMMAND ${BROTLI} -q 11 -kfo ${file}.br ${file}
    DEPENDS ui_compiler ${PART_SOURCES}
    COMMENT "Making the asset ${name}")
endfunction()
