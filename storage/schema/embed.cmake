# Turns storage/schema/NN-name.sql into one source file of fenqun_storage, so that the program carries its migrations.
# Included once by the root after fenqun_storage exists.
file(GLOB schema_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/[0-9][0-9]-*.sql)
list(SORT schema_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schema_files})
set(schema_entries "")
foreach(schema_file IN LISTS schema_files)
  get_filename_component(schema_name ${schema_file} NAME_WE)
  string(SUBSTRING ${schema_name} 0 2 schema_number)
  math(EXPR schema_number "1${schema_number} - 100")
  file(READ ${schema_file} schema_sql)
  string(APPEND schema_entries "    {${schema_number}, \"${schema_name}\", R\"sql(${schema_sql})sql\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/storage_migrations.cpp @ONLY CONTENT
"// Made by storage/schema/embed.cmake.
#include \"storage/sqlite/migrate.hpp\"

namespace fenqun::storage {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = {
@schema_entries@  };
  return all;
}

}  // namespace fenqun::storage
")
target_sources(fenqun_storage PRIVATE ${CMAKE_BINARY_DIR}/generated/storage_migrations.cpp)
