// Deeds.
#include "release/release_service.h"
