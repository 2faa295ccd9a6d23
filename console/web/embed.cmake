# Turns the files of the page into one source file of fenqun_console, so that the program carries them. Included once by
# the root after fenqun_console exists.
set(web_entries "")
foreach(web_name index.html app.js views.js chart.js dom.js words.js style.css icon.svg)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/${web_name})
  file(READ ${CMAKE_CURRENT_LIST_DIR}/${web_name} web_text)
  string(APPEND web_entries "    {\"${web_name}\", R\"FENQUN_WEB(${web_text})FENQUN_WEB\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/console_assets.cpp @ONLY CONTENT
"// Made by console/web/embed.cmake.
#include \"console/assets.hpp\"

namespace fenqun::console {

const std::vector<Asset>& assets() {
  static const std::vector<Asset> all = {
@web_entries@  };
  return all;
}

}  // namespace fenqun::console
")
target_sources(fenqun_console PRIVATE ${CMAKE_BINARY_DIR}/generated/console_assets.cpp)
