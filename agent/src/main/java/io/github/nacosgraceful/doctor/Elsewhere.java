package io.github.nacosgraceful.doctor;

/** An address of the service that another service has, too. */
final class Elsewhere {

  final ServiceName service;
  final String address;

  Elsewhere(ServiceName service, String address) {
    this.service = service;
    this.address = address;
  }
}
