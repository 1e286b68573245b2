// Nothing is called by name here: libasound loads the library and looks its entry up by symbol (see open.c).
// This header only makes the folder a module that SwiftPM can build.
