// The store that forgets: for tests and tools. The same contract as the one on SQLite; its readers, on whichever
// thread, look at the same state under a mutex.
#pragma once

#include <memory>

#include "storage/store.hpp"

namespace fenqun::storage {

struct MemoryState;

std::unique_ptr<Store> make_memory_store();
std::unique_ptr<Reader> make_memory_reader(std::shared_ptr<MemoryState> state);

}  // namespace fenqun::storage
