# Turns rules/lexicon/*.toml into one source file of fenqun_rules, so that the program carries its cue words. Included
# once by the root after fenqun_rules exists.
file(GLOB lexicon_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.toml)
list(SORT lexicon_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lexicon_files})
set(lexicon_entries "")
foreach(lexicon_file IN LISTS lexicon_files)
  get_filename_component(lexicon_name ${lexicon_file} NAME)
  file(READ ${lexicon_file} lexicon_text)
  string(APPEND lexicon_entries "    {\"rules/lexicon/${lexicon_name}\", R\"toml(${lexicon_text})toml\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/rules_lexicon.cpp @ONLY CONTENT
"// Made by rules/lexicon/embed.cmake.
#include \"rules/meaning/built_in.hpp\"

namespace fenqun::rules::meaning {

const std::vector<Source>& built_in_lexicons() {
  static const std::vector<Source> all = {
@lexicon_entries@  };
  return all;
}

}  // namespace fenqun::rules::meaning
")
target_sources(fenqun_rules PRIVATE ${CMAKE_BINARY_DIR}/generated/rules_lexicon.cpp)
