// What a visitor reads before and after a release.
#include "app/routes.h"
